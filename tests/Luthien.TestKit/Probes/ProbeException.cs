namespace Luthien.TestKit;

/// <summary>An expectation was not met; the message says what did arrive.</summary>
public sealed class ProbeException : Exception
{
    /// <summary>With what is known.</summary>
    public ProbeException(string message)
        : base(message)
    {
    }

    /// <summary>Without words.</summary>
    public ProbeException()
    {
    }

    /// <summary>With a cause.</summary>
    public ProbeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
