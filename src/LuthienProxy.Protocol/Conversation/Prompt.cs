namespace LuthienProxy.Protocol.Conversation;

/// <summary>What is asked: the system prompt, the history, the tools and the settings. Immutable.</summary>
/// <param name="System">The system prompt's parts: Anthropic's <c>system</c>, OpenAI's <c>instructions</c>. Mid-conversation system and developer messages stay in <paramref name="Messages"/>.</param>
/// <param name="Messages">The history in order.</param>
/// <param name="Tools">The tools that the model may call.</param>
/// <param name="Settings">Sampling, limits and reasoning settings.</param>
public sealed record Prompt(
    IReadOnlyList<ContentPart> System,
    IReadOnlyList<Message> Messages,
    IReadOnlyList<ToolDefinition> Tools,
    RequestSettings Settings);
