namespace LuthienProxy.Protocol.Wire;

/// <summary>What a request body may hold. The body's size itself is limited where it is read.</summary>
public sealed record RequestLimits
{
    /// <summary>Messages or input items; default 20,000. Long agent sessions reach a few thousand.</summary>
    public int MaxMessages { get; init; } = 20_000;

    /// <summary>Tool definitions; default 2,000.</summary>
    public int MaxTools { get; init; } = 2_000;

    /// <summary>JSON nesting; default 512. Agents send tool inputs nested past 200 (H10); .NET's own default is 64.</summary>
    public int MaxDepth { get; init; } = 512;
}
