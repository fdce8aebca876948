using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Cli.Answers;

namespace LuthienProxy.Cli.Verbs;

/// <summary>A definition with other settings: what <c>pbm policy set</c> sends.</summary>
static class PolicySettings
{
    /// <summary>The version as a definition, changed by <c>key=value</c> or <c>stage.key=value</c>. A value is JSON where it is, else text.</summary>
    /// <exception cref="PbmException">A setting is not of that form, or names a stage that is not there.</exception>
    public static JsonObject Change(PolicyVersion version, IReadOnlyList<string> settings)
    {
        var stages = new JsonArray([.. version.Policies.Select(Stage)]);
        foreach (var setting in settings)
            Apply(stages, setting);
        var definition = new JsonObject { ["name"] = version.Name, ["policies"] = stages };
        if (version.Description is { } description)
            definition["description"] = description;
        return definition;
    }

    static JsonNode Stage(PolicyStage stage)
    {
        var node = new JsonObject { ["policy"] = stage.Policy, ["config"] = stage.Config is { ValueKind: JsonValueKind.Object } config ? JsonNode.Parse(config.GetRawText()) : new JsonObject() };
        if (stage.Name is { } name)
            node["name"] = name;
        if (stage.Mode is { } mode)
            node["mode"] = mode;
        if (stage.OnFailure is { } onFailure)
            node["onFailure"] = onFailure;
        return node;
    }

    static void Apply(JsonArray stages, string setting)
    {
        if (setting.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var equals))
            throw new PbmException(ExitCode.Usage, $"'{setting}' is not of the form key=value.");
        var path = setting[..equals].Split('.');
        var hasStage = int.TryParse(path[0], NumberStyles.None, CultureInfo.InvariantCulture, out var at);
        if (!hasStage && stages.Count > 1)
            throw new PbmException(ExitCode.Usage, $"There are {stages.Count} stages; say which, as 0.{setting}.");
        if (at >= stages.Count || path.Length == (hasStage ? 1 : 0))
            throw new PbmException(ExitCode.Usage, $"'{setting}' names no stage and setting of this instance.");
        var place = stages[at]!["config"]!.AsObject();
        foreach (var name in path[(hasStage ? 1 : 0)..^1])
            place = place[name] as JsonObject ?? (JsonObject)(place[name] = new JsonObject());
        place[path[^1]] = Value(setting[(equals + 1)..]);
    }

    static JsonNode? Value(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }
}
