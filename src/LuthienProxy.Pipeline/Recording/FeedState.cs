namespace LuthienProxy.Pipeline.Recording;

/// <summary>How far one call's record has come.</summary>
/// <param name="Sequence">The number of its last event.</param>
/// <param name="Acknowledged">The number of the last event that the journal has answered for.</param>
/// <param name="UnacknowledgedBytes">Bytes that the client has and that the journal has not answered for.</param>
/// <param name="Lag">How long the batch under way has been waiting for its answer; nothing while none is.</param>
[System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
public readonly record struct FeedState(int Sequence, int Acknowledged, long UnacknowledgedBytes, TimeSpan Lag);
