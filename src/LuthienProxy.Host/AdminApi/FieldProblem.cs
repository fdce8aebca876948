namespace LuthienProxy.Host.AdminApi;

/// <summary>
/// A problem of what a body says, field by field. Unlike other problems it names what was sent, because nobody could find it otherwise: names of policies and
/// of fields, never the values.
/// </summary>
sealed record FieldProblem : Problem
{
    /// <summary>Everything that is wrong.</summary>
    public required IReadOnlyList<FieldError> Errors { get; init; }
}
