using LuthienProxy.Storage.Queries.Content;

namespace LuthienProxy.Storage.Queries.Diff;

/// <summary>Compares values by their names.</summary>
static class Values
{
    internal static ValueChange Compare(string name, string? before, string? after) => new()
    {
        Name = name,
        Change = (before, after) switch
        {
            _ when before == after => ChangeKind.Same,
            (null, _) => ChangeKind.Added,
            (_, null) => ChangeKind.Removed,
            _ => ChangeKind.Changed,
        },
        Before = before,
        After = before == after ? null : after,
    };

    /// <summary>Compares lists of named values; what has the same name is taken for the same thing.</summary>
    internal static List<ValueChange> Compare(IReadOnlyList<ParameterView> before, IReadOnlyList<ParameterView> after) =>
        Alignment.Of(before, after, static (a, b) => a == b, static (a, b) => a.Name == b.Name ? 1 : 0).ConvertAll(pair =>
        {
            var left = pair.Before is { } i ? before[i] : null;
            var right = pair.After is { } j ? after[j] : null;
            return Compare((right ?? left!).Name, left?.Value, right?.Value);
        });
}
