namespace LuthienProxy.Pipeline.Tests.Recording;

/// <summary>What a policy may do to a frame.</summary>
public enum Edit
{
    Keep,
    Change,
    Drop,
    Precede,
    HoldToNext,
}
