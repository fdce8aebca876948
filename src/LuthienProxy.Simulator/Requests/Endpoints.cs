namespace LuthienProxy.Simulator;

/// <summary>The paths the simulator answers.</summary>
static class Endpoints
{
    public const string Models = "/v1/models";
    public const string CountTokens = "/v1/messages/count_tokens";

    public static SimulatorApi? ApiOf(string path) => path switch
    {
        "/v1/chat/completions" => SimulatorApi.ChatCompletions,
        "/v1/responses" => SimulatorApi.Responses,
        "/v1/messages" or CountTokens => SimulatorApi.Messages,
        _ => null,
    };
}
