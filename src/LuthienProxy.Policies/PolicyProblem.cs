namespace LuthienProxy.Policies;

/// <summary>Why a policy cannot be used as it is configured or bound.</summary>
/// <param name="Policy">The policy's instance name, or its type where it has none yet.</param>
/// <param name="Field">The setting at fault, as a JSON path (<c>pairs[0].find</c>); null when it is none in particular.</param>
/// <param name="Message">What is wrong and what would be right, in a sentence for people.</param>
public sealed record PolicyProblem(string Policy, string? Field, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Field is null ? $"{Policy}: {Message}" : $"{Policy}: {Field}: {Message}";
}
