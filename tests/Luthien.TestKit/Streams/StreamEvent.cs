namespace Luthien.TestKit.Streams;

/// <summary>What a <see cref="TestSinkProbe{T}"/> was told.</summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract record StreamEvent<T>
{
    StreamEvent()
    {
    }

    /// <summary>An element.</summary>
    /// <param name="Element">The element.</param>
    public sealed record Next(T Element) : StreamEvent<T>;

    /// <summary>Nothing more was ready.</summary>
    public sealed record Idle : StreamEvent<T>;

    /// <summary>The stream completed.</summary>
    public sealed record Complete : StreamEvent<T>;

    /// <summary>The stream failed.</summary>
    /// <param name="Cause">The failure.</param>
    public sealed record Error(Exception Cause) : StreamEvent<T>;
}
