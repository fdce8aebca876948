namespace LuthienProxy.Storage.Queries.Sessions;

/// <summary>One session as lists show it.</summary>
public sealed record SessionSummary
{
    /// <summary>The agent's name for it.</summary>
    public required string SessionId { get; init; }

    /// <summary>When its first call was taken, UTC.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>When its latest call was taken, UTC.</summary>
    public required DateTimeOffset LastAt { get; init; }

    /// <summary>What it is about; null when unknown.</summary>
    public string? Title { get; init; }

    /// <summary>How many calls it has, the agent's own errands included.</summary>
    public int Calls { get; init; }

    /// <summary>How many of them are turns of the conversation.</summary>
    public int Turns { get; init; }

    /// <summary>In how many of them a policy changed or stopped something.</summary>
    public int Interventions { get; init; }

    /// <summary>Tokens of all prompts, as the providers count them.</summary>
    public long InputTokens { get; init; }

    /// <summary>Tokens of all answers.</summary>
    public long OutputTokens { get; init; }
}
