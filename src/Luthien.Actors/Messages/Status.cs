namespace Luthien.Actors;

/// <summary>An outcome as a message.</summary>
public abstract record Status
{
    Status()
    {
    }

    /// <summary>It worked.</summary>
    /// <param name="Value">What came of it, if anything.</param>
    public sealed record Success(object? Value) : Status;

    /// <summary>It failed; an <c>Ask</c> that is answered with this throws <paramref name="Cause"/>.</summary>
    /// <param name="Cause">Why.</param>
    public sealed record Failure(Exception Cause) : Status;
}
