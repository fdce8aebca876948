using LuthienProxy.Policies.Judges;

namespace LuthienProxy.Policies;

/// <summary>A policy in its place: the instance, its name, and how it runs there. Immutable.</summary>
public sealed record PolicyBinding
{
    /// <summary>The instance's name: unique in its chain, and what decisions on record name.</summary>
    public required string Name { get; init; }

    /// <summary>The policy.</summary>
    public required Policy Policy { get; init; }

    /// <summary>The version of its configuration; 0 where there are no versions.</summary>
    public int Version { get; init; }

    /// <summary>Whether it acts or only looks on.</summary>
    public StageMode Mode { get; init; }

    /// <summary>What happens where it cannot decide; null leaves it to <see cref="Policy.OnFailure"/>.</summary>
    public FailureMode? OnFailure { get; init; }

    /// <summary>What it may take.</summary>
    public PolicyLimits Limits { get; init; } = new();

    /// <summary>The judges that it can ask.</summary>
    public IJudges Judges { get; init; } = NoJudges.Instance;

    /// <summary>A problem of this binding, for <see cref="Policy.Validate"/>.</summary>
    public PolicyProblem Problem(string? field, string message) => new(Name, field, message);
}
