using System.Text.Json;
using System.Text.Json.Nodes;
using LuthienProxy.Protocol.Journal.Agents;

namespace LuthienProxy.Host.OpenApi;

/// <summary>A parameter of a route, by the rules of <see cref="AdminApi.Parameters"/>. Immutable.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it does.</param>
/// <param name="Schema">Makes the rule that its value keeps.</param>
sealed record OperationParameter(string Name, string Description, Func<JsonObject> Schema)
{
    const string HexId = "^[0-9a-f]{32}$";

    /// <summary>Where it stands: <c>query</c>, <c>path</c> or <c>header</c>.</summary>
    public string Place { get; init; } = "query";

    /// <summary>Whether it must be given.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The same, as a part of the path.</summary>
    public OperationParameter InPath => this with { Place = "path", IsRequired = true };

    /// <summary>The same, as a header.</summary>
    public OperationParameter InHeader => this with { Place = "header" };

    /// <summary>The same, and it must be there.</summary>
    public OperationParameter Required => this with { IsRequired = true };

    /// <summary>Text without control characters.</summary>
    public static OperationParameter Text(string name, string description, int most) =>
        new(name, description, () => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = most });

    /// <summary>Text of a form.</summary>
    public static OperationParameter Pattern(string name, string description, string pattern) => new(name, description, () => new() { ["type"] = "string", ["pattern"] = pattern });

    /// <summary>A whole number.</summary>
    public static OperationParameter Number(string name, string description, int least, int most, int? usual = null) => new(name, description, () => usual is { } value
        ? new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most, ["default"] = value }
        : new() { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most });

    /// <summary>An instant.</summary>
    public static OperationParameter Time(string name, string description) => new(name, description, () => new() { ["type"] = "string", ["format"] = "date-time" });

    /// <summary>Whether something holds.</summary>
    public static OperationParameter Flag(string name, string description) => new(name, description, () => new() { ["type"] = "boolean" });

    /// <summary>A transaction's id.</summary>
    public static OperationParameter Transaction(string name, string description) => Pattern(name, description, HexId);

    /// <summary>A session's id.</summary>
    public static OperationParameter Session(string name, string description) =>
        new(name, description, () => new() { ["type"] = "string", ["minLength"] = 1, ["maxLength"] = SessionIdSyntax.MaxLength });

    /// <summary>A W3C trace id.</summary>
    public static OperationParameter Trace(string name, string description) => Pattern(name, description, HexId);

    /// <summary>One of an enumeration's names, in snake_case.</summary>
    public static OperationParameter Choice<T>(string name, string description)
        where T : struct, Enum =>
        Word(name, description, Enum.GetNames<T>().Select(JsonNamingPolicy.SnakeCaseLower.ConvertName));

    /// <summary>One of these words.</summary>
    public static OperationParameter Word(string name, string description, IEnumerable<string> words) => new(name, description, () => Words(words));

    /// <summary>Some of these words, joined by commas.</summary>
    public static OperationParameter List(string name, string description, IEnumerable<string> words) => new(name, description, () => new() { ["type"] = "array", ["items"] = Words(words) });

    static JsonObject Words(IEnumerable<string> words) => new() { ["type"] = "string", ["enum"] = new JsonArray([.. words.Select(word => JsonValue.Create(word))]) };
}
