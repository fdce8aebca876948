using System.Text.Json.Nodes;
using LuthienProxy.Host.Auth;
using LuthienProxy.Host.SignIn;

namespace LuthienProxy.Host.OpenApi;

/// <summary>What stands around the routes: what this is, how they are sorted, and how a caller says who it is.</summary>
static class DocumentFrame
{
    /// <summary>The version of OpenAPI: the first whose schemas are JSON Schema as it is.</summary>
    public const string Version = "3.1.1";

    /// <summary>What routes are sorted under.</summary>
    public static IReadOnlyList<(string Name, string Description)> Groups { get; } =
    [
        ("Models", "The paths that clients know from the providers. What they take and answer is the provider's: the gateway passes on what no policy changes."),
        ("Calls", "Calls on record."),
        ("Sessions", "The agents' sessions on record."),
        ("Policies", "Which policies calls run under."),
        ("Activity", "What happens now."),
        ("System", "How the nodes are."),
        ("Upkeep", "Taking calls out of the record, and back."),
        ("Session", "Signing in with the admin key."),
        ("Health", "What load balancers and agents probe."),
        ("Pages", "What a browser shows."),
    ];

    public static JsonObject Info() => new()
    {
        ["title"] = "LuthienProxy",
        ["version"] = typeof(DocumentFrame).Assembly.GetName().Version!.ToString(3),
        ["description"] = "A proxy that AI agents use as their LLM base URL. docs/api.md explains what this document lists.",
    };

    public static JsonArray Tags() => new([.. Groups.Select(group => new JsonObject { ["name"] = group.Name, ["description"] = group.Description })]);

    public static JsonObject SecuritySchemes() => new()
    {
        ["adminKey"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "The admin key: ADMIN_API_KEY, or what stands in the file admin-key of the data directory." },
        ["session"] = Key("cookie", SessionCookie.Name, "What POST /api/session gave for the admin key."),
        ["csrf"] = Key("header", AdminGate.CsrfHeader, "What GET /api/session says; a change that comes with a session's cookie must carry it."),
        ["clientKey"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "A client's credential, as OpenAI's clients send it." },
        ["clientXApiKey"] = Key("header", "x-api-key", "A client's credential, as Anthropic's clients send it."),
        ["clientApiKey"] = Key("header", "api-key", "A client's credential, as Azure's clients send it."),
    };

    /// <summary>How a caller of such a route says who it is: any one of these.</summary>
    public static JsonArray Security(Access access, bool isReading) => access switch
    {
        Access.Administrator => new JsonArray(All("adminKey"), isReading ? All("session") : All("session", "csrf")),
        Access.SignedIn => new JsonArray(isReading ? All("session") : All("session", "csrf")),
        // Models of the simulator answer without a credential (docs/decisions/0004).
        Access.Client => new JsonArray(All("clientKey"), All("clientXApiKey"), All("clientApiKey"), All()),
        _ => [],
    };

    static JsonObject All(params string[] schemes) => new(schemes.Select(scheme => KeyValuePair.Create<string, JsonNode?>(scheme, new JsonArray())));

    static JsonObject Key(string place, string name, string description) => new() { ["type"] = "apiKey", ["in"] = place, ["name"] = name, ["description"] = description };
}
