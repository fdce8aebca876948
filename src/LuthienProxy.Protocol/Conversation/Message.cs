using System.Text.Json;

namespace LuthienProxy.Protocol.Conversation;

/// <summary>One message of the history, or one input item of OpenAI Responses.</summary>
/// <param name="Role">Who speaks: <c>user</c>, <c>assistant</c>, <c>system</c>, <c>developer</c>, <c>tool</c>; verbatim.</param>
/// <param name="Content">The message's parts in order.</param>
/// <param name="Raw">The message as it came.</param>
public sealed record Message(string Role, IReadOnlyList<ContentPart> Content, JsonElement Raw);
