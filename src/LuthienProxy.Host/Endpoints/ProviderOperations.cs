using System.Text.Json.Nodes;
using LuthienProxy.Host.OpenApi;

namespace LuthienProxy.Host.Endpoints;

/// <summary>
/// How the providers' paths are told. Bodies are the providers': the gateway passes on what no policy changes, so their own documents say what may stand there,
/// and this one says what the gateway looks at, adds and refuses.
/// </summary>
static class ProviderOperations
{
    const string Json = "application/json";

    static readonly (string Name, string Description)[] Added = [("X-Luthien-Transaction-Id", "The call's transaction id.")];

    static readonly OperationParameter[] Asked =
    [
        OperationParameter.Text("X-Luthien-Policy", "The instance of policies that this one call runs under; needs X-Luthien-Admin-Key.", 64).InHeader,
        OperationParameter.Text("X-Luthien-Admin-Key", "The admin key, for X-Luthien-Policy.", 1024).InHeader,
    ];

    static readonly OperationParameter Version =
        OperationParameter.Text("anthropic-version", "Asks for Anthropic's form of the answer; without it, it is OpenAI's.", 64).InHeader;

    public static Operation Messages { get; } = Asking("createMessage", "Anthropic's Messages.", "Anthropic: Messages", Errors("AnthropicError"));

    public static Operation Chat { get; } = Asking("createChatCompletion", "OpenAI's Chat Completions.", "OpenAI: Chat Completions", Errors("OpenAIError"));

    public static Operation Responses { get; } = Asking("createResponse", "OpenAI's Responses.", "OpenAI: Responses", Errors("OpenAIError"));

    public static Operation CountTokens { get; } = Of("countMessageTokens", "Anthropic's count of tokens.", "Anthropic: count of message tokens", Errors("AnthropicError")).Reads(Body("Anthropic: Messages"));

    public static Operation Models { get; } = Of("listModels", "The models that there are.", "a list of models", Errors("OpenAIError", "AnthropicError")).Takes(Version);

    public static Operation Model { get; } = Of("getModel", "One model.", "a model", Errors("OpenAIError", "AnthropicError"))
        .Takes(OperationParameter.Text("model", "The model; its name may hold slashes.", 256).InPath, Version);

    static Operation Asking(string id, string summary, string form, Content errors) =>
        Frame(id, summary).Reads(Body(form)).Answers(
            new OperationReply("200", "The answer, or its events when the body asked for a stream; errors that come later are events too.",
                Content.Foreign(Json, "As of " + form + "."), Content.Text("text/event-stream")) { Headers = Added },
            Failed(errors));

    static Operation Of(string id, string summary, string form, Content errors) =>
        Frame(id, summary).Answers(new OperationReply("200", "The answer.", Content.Foreign(Json, "As of " + form + ".")) { Headers = Added }, Failed(errors));

    static Operation Frame(string id, string summary) => new Operation(id, "Models", summary).For(Access.Client).Takes(Asked);

    static OperationReply Failed(Content errors) => new("default", "An error, in the provider's form: of the gateway (its message says why), or of the provider, with the provider's own status.", errors) { Headers = Added };

    static Content Body(string form) => new(Json, _ => new JsonObject
    {
        ["type"] = "object",
        ["description"] = "As of " + form + ". What is not named here is passed on as it is.",
        ["properties"] = new JsonObject
        {
            ["model"] = new JsonObject { ["type"] = "string", ["description"] = "Chooses the upstream." },
            ["stream"] = new JsonObject { ["type"] = "boolean", ["description"] = "Whether the answer comes as events." },
        },
        ["required"] = new JsonArray("model"),
        ["additionalProperties"] = true,
    });

    static Content Errors(params string[] forms) => new(Json, book =>
    {
        var schemas = forms.Select(form => (JsonNode)book.Add(form, form == "AnthropicError" ? Anthropic() : OpenAI())).ToArray();
        return schemas is [var one] ? one : new JsonObject { ["anyOf"] = new JsonArray(schemas) };
    });

    static JsonObject Anthropic() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject
        {
            ["type"] = new JsonObject { ["const"] = "error" },
            ["error"] = Object(("type", "string"), ("message", "string")),
        },
        ["required"] = new JsonArray("type", "error"),
    };

    static JsonObject OpenAI() => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject { ["error"] = Object(("message", "string"), ("type", "string")) },
        ["required"] = new JsonArray("error"),
    };

    static JsonObject Object(params (string Name, string Type)[] members) => new()
    {
        ["type"] = "object",
        ["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create<string, JsonNode?>(member.Name, new JsonObject { ["type"] = member.Type }))),
        ["required"] = new JsonArray([.. members.Select(member => JsonValue.Create(member.Name))]),
    };
}
