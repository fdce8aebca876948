using LuthienProxy.Policies.Catalog;
using Luthien.Hocon;

namespace LuthienProxy.Host.Policies;

/// <summary>A policy file that fits its schema: what it configures, and where each policy stands in it.</summary>
/// <param name="Name">What it calls itself; null when it does not.</param>
/// <param name="Policies">Its policies, each with a name of its own.</param>
/// <param name="Places">Where each stands.</param>
/// <param name="Files">Every file that was read, included ones too.</param>
sealed record PolicyFile(string? Name, IReadOnlyList<PolicyReference> Policies, IReadOnlyList<HoconObject> Places, IReadOnlyList<string> Files)
{
    /// <summary>Where a problem of the chain lies: at the setting that it names, or as near as there is something.</summary>
    public HoconOrigin? PlaceOf(string policy, string? field)
    {
        var at = Policies.Index().Where(one => one.Item.Name == policy).Select(one => (int?)one.Index).FirstOrDefault();
        if (at is not { } index)
            return Places.Count > 0 ? Places[0].Origin : null;
        var stage = Places[index];
        var keys = field?.Replace("[", ".", StringComparison.Ordinal).Replace("]", "", StringComparison.Ordinal).Split('.', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var config = stage.Find("config");
        return keys.Length > 0 && config?.Value is HoconObject settings && settings.Find(keys[0]) is not null
            ? Deepest(config.Value, config.Origin, keys)
            : Deepest(stage, config is null || keys.Length == 0 ? stage.Origin : stage.Find(keys[0]) is null ? config.Origin : stage.Origin, keys);
    }

    static HoconOrigin Deepest(HoconValue value, HoconOrigin origin, IEnumerable<string> keys)
    {
        foreach (var key in keys)
        {
            switch (value)
            {
                case HoconObject found when found.Find(key) is { } field:
                    (value, origin) = (field.Value, field.Origin);
                    break;
                case HoconArray list when int.TryParse(key, out var at) && at >= 0 && at < list.Items.Count:
                    (value, origin) = (list.Items[at], list.Items[at].Origin);
                    break;
                default:
                    return origin;
            }
        }
        return origin;
    }
}
