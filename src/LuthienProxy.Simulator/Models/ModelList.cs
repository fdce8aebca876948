using System.Text;
using LuthienProxy.Simulator.Performance;
using LuthienProxy.Simulator.Speech;
using LuthienProxy.Simulator.Speech.Chat;
using LuthienProxy.Simulator.Speech.Messages;

namespace LuthienProxy.Simulator;

/// <summary>The models endpoints in both shapes: Anthropic's when <c>anthropic-version</c> is sent, OpenAI's otherwise.</summary>
static class ModelList
{
    const long Created = 1_760_000_000;

    public static SimulatorApi ApiOf(SimulatorRequest request) =>
        request.Headers.ContainsKey("anthropic-version") ? SimulatorApi.Messages : SimulatorApi.ChatCompletions;

    public static Score Answer(SimulatorRequest request)
    {
        var api = ApiOf(request);
        var id = request.Path.Length > Endpoints.Models.Length ? Uri.UnescapeDataString(request.Path[(Endpoints.Models.Length + 1)..]) : "";
        if (id.Length == 0)
            return Plain(api, List(api));
        ISpeaker speaker = api == SimulatorApi.Messages ? MessagesSpeaker.Instance : ChatSpeaker.Instance;
        return ModelScripts.Names.Contains(id)
            ? Plain(api, One(api, id))
            : Composer.Error(speaker, new ErrorAnswer(404, $"The model '{id}' does not exist") { Param = "model" }, Pacing.AtOnce);
    }

    static Score Plain(SimulatorApi api, string json) =>
        Score.Plain(200, "application/json", Encoding.UTF8.GetBytes(json), api == SimulatorApi.Messages ? MessagesSpeaker.Instance.Headers : OpenAiHeaders.All);

    static string List(SimulatorApi api)
    {
        var models = Json.Array(ModelScripts.Names.Select(name => One(api, name)));
        return api == SimulatorApi.Messages
            ? $$"""{"data":{{models}},"has_more":false,"first_id":{{Json.Quote(ModelScripts.Names[0])}},"last_id":{{Json.Quote(ModelScripts.Names[^1])}}}"""
            : $$"""{"object":"list","data":{{models}}}""";
    }

    static string One(SimulatorApi api, string name) => api == SimulatorApi.Messages
        ? $$"""{"type":"model","id":{{Json.Quote(name)}},"display_name":{{Json.Quote(name)}},"created_at":"2025-10-09T08:53:20Z"}"""
        : $$"""{"id":{{Json.Quote(name)}},"object":"model","created":{{Created}},"owned_by":"luthien-simulator"}""";
}
