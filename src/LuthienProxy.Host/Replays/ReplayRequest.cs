using LuthienProxy.Policies.Catalog;

namespace LuthienProxy.Host.Replays;

/// <summary>Under which policies recorded calls shall run. The body of <c>POST /api/policy/replay</c>. Of the ways to name policies at most one; none means those in use.</summary>
sealed record ReplayRequest
{
    /// <summary>A stored instance.</summary>
    public string? Name { get; init; }

    /// <summary>Its version; null for the newest.</summary>
    public int? Version { get; init; }

    /// <summary>The policies themselves.</summary>
    public IReadOnlyList<PolicyReference>? Chain { get; init; }

    /// <summary>A policy file's text: HOCON, or JSON. It can include nothing.</summary>
    public string? File { get; init; }

    /// <summary>The calls, by their ids; null: those that the filters choose.</summary>
    public IReadOnlyList<string>? Transactions { get; init; }

    /// <summary>What is compared with.</summary>
    public ReplayAgainst Against { get; init; }

    /// <summary>What becomes of questions to judges that are not on record.</summary>
    public ReplayJudging Judges { get; init; }

    /// <summary>Whether what differs is told word by word.</summary>
    public bool Diff { get; init; }
}
