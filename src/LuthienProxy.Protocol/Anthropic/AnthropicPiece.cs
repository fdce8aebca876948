using System.Runtime.InteropServices;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Json;

namespace LuthienProxy.Protocol.Anthropic;

/// <summary>Where a delta's text stands in a frame that holds whole blocks (a body, a start with content).</summary>
/// <param name="Block">The delta's block.</param>
/// <param name="Kind">The value it is a piece of; a block has at most one of each in such a frame.</param>
/// <param name="Span">The inside of a string; for arguments the JSON itself.</param>
[StructLayout(LayoutKind.Auto)]
readonly record struct AnthropicPiece(BlockId Block, DeltaKind Kind, JsonSpan Span);
