using System.Text.Json;

namespace LuthienProxy.Host.Policies;

/// <summary>What differs between two versions of an instance.</summary>
/// <param name="Name">The instance.</param>
/// <param name="From">The version before.</param>
/// <param name="To">The version after.</param>
/// <param name="Changes">Every place that differs, in the order of the document; empty when they are the same.</param>
sealed record PolicyDiff(string Name, int From, int To, IReadOnlyList<DiffChange> Changes)
{
    public static PolicyDiff Of(PolicyView before, PolicyView after) =>
        new(before.Name, before.Version, after.Version, [.. Document("description", before, after), .. Document("policies", before, after)]);

    static IEnumerable<DiffChange> Document(string member, PolicyView before, PolicyView after) =>
        Differences(member, Serialized(before).GetProperty(member), Serialized(after).GetProperty(member));

    static JsonElement Serialized(PolicyView view) => JsonSerializer.SerializeToElement(view, PolicyJson.Strict.PolicyView);

    static IEnumerable<DiffChange> Differences(string path, JsonElement before, JsonElement after) => (before.ValueKind, after.ValueKind) switch
    {
        (JsonValueKind.Object, JsonValueKind.Object) => Members(path, before, after),
        (JsonValueKind.Array, JsonValueKind.Array) => Items(path, before, after),
        _ => JsonElement.DeepEquals(before, after) ? [] : [new DiffChange(path, "changed", before, after)],
    };

    static IEnumerable<DiffChange> Members(string path, JsonElement before, JsonElement after) =>
        before.EnumerateObject().Select(member => member.Name).Union(after.EnumerateObject().Select(member => member.Name)).SelectMany(name => Either(
            $"{path}.{name}", before.TryGetProperty(name, out var left) ? left : null, after.TryGetProperty(name, out var right) ? right : null));

    static IEnumerable<DiffChange> Items(string path, JsonElement before, JsonElement after) =>
        Enumerable.Range(0, Math.Max(before.GetArrayLength(), after.GetArrayLength())).SelectMany(at => Either(
            $"{path}[{at}]", at < before.GetArrayLength() ? before[at] : null, at < after.GetArrayLength() ? after[at] : null));

    static IEnumerable<DiffChange> Either(string path, JsonElement? before, JsonElement? after) => (before, after) switch
    {
        ({ } left, { } right) => Differences(path, left, right),
        (null, _) => [new DiffChange(path, "added", null, after)],
        _ => [new DiffChange(path, "removed", before, null)],
    };
}
