using System.Text.Json.Nodes;

namespace LuthienProxy.Demo.Agents;

/// <summary>One answer of the model, as it reached the agent.</summary>
/// <param name="TransactionId">The gateway's name for the call.</param>
/// <param name="Texts">What it says.</param>
/// <param name="Calls">What it wants done.</param>
/// <param name="Content">All of it, for the next turn.</param>
sealed record Answer(string TransactionId, IReadOnlyList<string> Texts, IReadOnlyList<ToolCall> Calls, JsonArray Content);
