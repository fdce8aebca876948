namespace LuthienProxy.Simulator;

/// <summary>What a faithful client side may make of a fault: the oracle of a matrix test.</summary>
public enum FaultEffect
{
    /// <summary>The answer is complete; only its form or its time is odd.</summary>
    Harmless,

    /// <summary>An HTTP error that can be handed on with its status.</summary>
    ErrorStatus,

    /// <summary>No usable answer began: the client is owed an error status (or the fault's own bytes in full).</summary>
    NoAnswer,

    /// <summary>The answer began and never completes: the client is owed a valid error end.</summary>
    Broken,

    /// <summary>Nothing more will come until somebody's timeout ends it.</summary>
    Hangs,

    /// <summary>All bytes come, some against the format's rules: repaired, or ended with a valid error.</summary>
    Illegal,
}
