namespace LuthienProxy.Simulator;

/// <summary>The three answer formats the simulator speaks.</summary>
public enum SimulatorApi
{
    /// <summary>OpenAI Chat Completions, <c>POST /v1/chat/completions</c>.</summary>
    ChatCompletions,

    /// <summary>OpenAI Responses, <c>POST /v1/responses</c>.</summary>
    Responses,

    /// <summary>Anthropic Messages, <c>POST /v1/messages</c>.</summary>
    Messages,
}
