namespace Luthien.Streams;

/// <summary>One live stream and the value it materialised.</summary>
/// <typeparam name="TMat">The materialised value.</typeparam>
public sealed class StreamRun<TMat> : StreamRun
{
    internal StreamRun(IMaterializer materializer)
        : base(materializer)
    {
    }

    /// <summary>The materialised value.</summary>
    public TMat Value { get; internal set; } = default!;
}
