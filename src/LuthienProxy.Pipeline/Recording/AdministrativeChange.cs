namespace LuthienProxy.Pipeline.Recording;

/// <summary>Something that an administrator did to a running gateway, for the record. Immutable. Holds no credential.</summary>
public sealed record AdministrativeChange
{
    /// <summary>Its id, a UUID of version 7. What is recorded under it again takes the place of what was.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The gateway process that was asked.</summary>
    public required string Node { get; init; }

    /// <summary>Who did it, by the credential and by what that said of itself.</summary>
    public required string Actor { get; init; }

    /// <summary>By what credential and from where it was asked: <c>key 127.0.0.1</c>, <c>session 10.0.0.7</c>, <c>key socket</c>.</summary>
    public required string Origin { get; init; }

    /// <summary>What was done: the operation's name in the OpenAPI document, such as <c>activatePolicy</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What it was done to, such as an instance or a call; null when to the gateway itself.</summary>
    public string? Subject { get; init; }

    /// <summary>Particulars as a JSON object; null when there are none.</summary>
    public string? Detail { get; init; }

    /// <summary>What became of it.</summary>
    public required ChangeOutcome Outcome { get; init; }
}
