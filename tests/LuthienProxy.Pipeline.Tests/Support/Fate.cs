namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>What becomes of a call.</summary>
public enum Fate
{
    Completes,
    RequestRejected,
    ToolCallBlocked,
    PolicyThrows,
    PolicyHangs,
    JudgeHangs,
    JudgeLies,
    ClientLeaves,
    UpstreamBreaksOff,
}
