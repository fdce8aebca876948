namespace LuthienProxy.Simulator;

/// <summary>Limits and clock of a simulated provider.</summary>
public sealed record SimulatorOptions
{
    /// <summary>Largest request body taken, in bytes; more is answered with 413. Default 64 MiB.</summary>
    public int MaxRequestBytes { get; init; } = 64 << 20;

    /// <summary>
    /// Lets <see cref="SimulatorServer"/> buffer writes as servers do: cheaper, for load. Otherwise every flush waits for the kernel, so
    /// that a reset cannot overtake the bytes before it. Default false.
    /// </summary>
    public bool BufferWrites { get; init; }

    /// <summary>Largest answer that is kept encoded for the next call that gets it, in bytes; at most 64 are kept. Default 256 KiB.</summary>
    public int MaxCachedBytes { get; init; } = 256 << 10;

    /// <summary>Where time comes from.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The number of the first call; ids count up from it. Two runs with one seed give the same ids.</summary>
    public ulong Seed { get; init; } = 1;
}
