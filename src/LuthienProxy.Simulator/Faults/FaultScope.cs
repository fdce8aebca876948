namespace LuthienProxy.Simulator;

/// <summary>Where a fault can occur.</summary>
[Flags]
public enum FaultScope
{
    /// <summary>Nowhere.</summary>
    None = 0,

    /// <summary>In a streamed answer.</summary>
    Streaming = 1,

    /// <summary>In an answer sent as one body.</summary>
    Whole = 2,

    /// <summary>In either.</summary>
    Both = Streaming | Whole,
}
