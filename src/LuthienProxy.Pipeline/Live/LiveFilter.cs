namespace LuthienProxy.Pipeline.Live;

/// <summary>Which running calls are asked for: those that meet all that is given.</summary>
public sealed record LiveFilter
{
    /// <summary>What they are at.</summary>
    public LiveState? State { get; init; }

    /// <summary>The name of the policies that they run under.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether they stream.</summary>
    public bool? IsStream { get; init; }

    /// <summary>How long they run at least.</summary>
    public TimeSpan Older { get; init; }
}
