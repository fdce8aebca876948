namespace Luthien.Streams;

/// <summary>The result of a task that ends well and carries nothing else.</summary>
public sealed class Done
{
    /// <summary>The only instance.</summary>
    public static Done Instance { get; } = new();

    Done()
    {
    }
}
