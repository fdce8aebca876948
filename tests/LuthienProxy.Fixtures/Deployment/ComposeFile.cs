using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LuthienProxy.Fixtures.Provisioning;
using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace LuthienProxy.Fixtures.Deployment;

/// <summary>A compose file of this repository as an engine reads it: variables put in, anchors merged, <c>extends</c> followed. Immutable.</summary>
public sealed partial class ComposeFile
{
    readonly JsonObject _root;

    ComposeFile(JsonObject root) => _root = root;

    /// <summary>The names of its services.</summary>
    public IReadOnlyList<string> Services => Keys("services");

    /// <summary>The services that run the gateway.</summary>
    public IReadOnlyList<string> Gateways => [.. Services.Where(name => name.StartsWith("gateway", StringComparison.Ordinal))];

    /// <summary>Reads a file.</summary>
    /// <param name="path">From the repository's top.</param>
    /// <param name="variables">What stands in <c>.env</c>.</param>
    /// <exception cref="KeyNotFoundException">A variable that the file demands is missing or empty.</exception>
    public static ComposeFile Read(string path, IReadOnlyDictionary<string, string> variables)
    {
        var text = Variable().Replace(TextOf(path), found => Value(found, variables));
        var tree = new DeserializerBuilder().Build().Deserialize<object>(new MergingParser(new Parser(new StringReader(text))));
        var root = JsonNode.Parse(new SerializerBuilder().JsonCompatible().Build().Serialize(tree))!.AsObject();
        var services = root["services"]!.AsObject();
        foreach (var (name, service) in services.ToList())
            if (service!["extends"] is { } extends)
                services[name] = Read((string)extends["file"]!, variables).Service((string)extends["service"]!).DeepClone();
        return new ComposeFile(root);
    }

    /// <summary>The variables that a file uses, and whether it demands them.</summary>
    public static IReadOnlyDictionary<string, bool> VariablesOf(string path) =>
        Variable().Matches(TextOf(path)).GroupBy(found => found.Groups["name"].Value)
            .ToDictionary(same => same.Key, same => same.Any(found => found.Groups["how"].Value == ":?"));

    /// <summary>What <c>.env.example</c> sets.</summary>
    public static Dictionary<string, string> ExampleVariables() =>
        TextOf(".env.example").Split('\n').Where(line => line.Contains('=') && !line.StartsWith('#')).Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>A size as compose files write it: <c>512M</c>, <c>1G</c>.</summary>
    public static long Bytes(string text) => long.Parse(text[..^1]) << (text[^1] == 'G' ? 30 : 20);

    /// <summary>A service.</summary>
    public JsonObject Service(string name) => _root["services"]![name]!.AsObject();

    /// <summary>The names declared at the top: <c>networks</c>, <c>volumes</c>.</summary>
    public IReadOnlyList<string> Keys(string section) => [.. _root[section]!.AsObject().Select(entry => entry.Key)];

    /// <summary>A value of a service, by its path; null where there is none.</summary>
    public string? Text(string service, params string[] path) => path.Aggregate((JsonNode?)Service(service), (node, key) => node?[key])?.ToString();

    /// <summary>A list of a service; the keys where it is written as a mapping.</summary>
    public IReadOnlyList<string> List(string service, params string[] path) => path.Aggregate((JsonNode?)Service(service), (node, key) => node?[key]) switch
    {
        JsonArray list => [.. list.Select(item => item!.ToString())],
        JsonObject mapping => [.. mapping.Select(entry => entry.Key)],
        _ => [],
    };

    /// <summary>The variables that a service runs with.</summary>
    public Dictionary<string, string> Environment(string service) =>
        Service(service)["environment"]!.AsObject().ToDictionary(entry => entry.Key, entry => entry.Value?.ToString() ?? "");

    /// <summary>Where a volume's or directory's mount leads in the container, by what is mounted.</summary>
    public Dictionary<string, string> Mounts(string service) =>
        List(service, "volumes").Select(volume => volume.Split(':')).ToDictionary(parts => parts[0], parts => parts[1]);

    static string TextOf(string path) => File.ReadAllText(Path.Combine(Repository.Root, path));

    static string Value(Match found, IReadOnlyDictionary<string, string> variables)
    {
        var value = variables.GetValueOrDefault(found.Groups["name"].Value, "");
        return (value.Length > 0, found.Groups["how"].Value) switch
        {
            (true, _) => value,
            (_, ":?") => throw new KeyNotFoundException($"{found.Groups["name"].Value}: {found.Groups["rest"].Value}"),
            _ => found.Groups["rest"].Value,
        };
    }

    [GeneratedRegex(@"\$\{(?<name>[A-Z_]+)((?<how>:-|:\?)(?<rest>[^}]*))?\}")]
    private static partial Regex Variable();
}
