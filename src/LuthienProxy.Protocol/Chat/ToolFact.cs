using System.Runtime.InteropServices;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Chat;

/// <summary>An entry of <c>tool_calls</c> in a chunk.</summary>
/// <param name="Block">The block it belongs to.</param>
/// <param name="Choice">The choice it stands in.</param>
/// <param name="WireIndex">The index it bears; -1 when it bears none.</param>
/// <param name="Ordinal">Which of its choice's tool calls it is, counted from 0: what the index should be.</param>
/// <param name="Entry">The entry's object.</param>
/// <param name="Head">What it says of the call.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct ToolFact(BlockId Block, int Choice, int WireIndex, int Ordinal, JsonSpan Entry, ToolHeadTraits Head);
