using LuthienProxy.Simulator.Speech;

namespace LuthienProxy.Simulator.Performance;

/// <summary>One step. Bytes are encoded once; the nonces in them are patched while they are written.</summary>
readonly record struct Step(StepKind Kind)
{
    public static readonly Step Headers = new(StepKind.Headers);
    public static readonly Step Flush = new(StepKind.Flush);
    public static readonly Step Beat = new(StepKind.Beat);
    public static readonly Step Stall = new(StepKind.Stall);
    public static readonly Step Close = new(StepKind.Close);
    public static readonly Step Reset = new(StepKind.Reset);

    public ReadOnlyMemory<byte> Bytes { get; private init; }

    public int[] Nonces { get; private init; } = [];

    public StampPlace[] Stamps { get; private init; } = [];

    public TimeSpan Duration { get; private init; }

    /// <summary>Whether an event of the stream begins here: gates and observers count these.</summary>
    public bool IsEvent { get; private init; }

    public static Step Wait(TimeSpan duration) => new(StepKind.Wait) { Duration = duration };

    public static Step Event(byte[] bytes) => Write(bytes) with { IsEvent = true };

    public static Step Write(byte[] bytes) => new(StepKind.Write) { Bytes = bytes, Nonces = Nonce.Find(bytes), Stamps = StampPlace.Find(bytes) };

    /// <summary>Bytes that are sent as they are, without a search for nonces and stamps.</summary>
    public static Step Verbatim(ReadOnlyMemory<byte> bytes, bool isEvent) => new(StepKind.Write) { Bytes = bytes, IsEvent = isEvent };
}
