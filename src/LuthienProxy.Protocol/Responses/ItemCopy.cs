using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Responses;

/// <summary>Says that a block was decoded, in whole or in part, from a whole item rather than from frames of its own.</summary>
/// <param name="Block">The block.</param>
/// <param name="OutputIndex">The item's place in the provider's output.</param>
/// <param name="PartIndex">The block's place in a message's content; -1 where the block is the item.</param>
/// <param name="Item">The item's JSON.</param>
sealed record ItemCopy(BlockId Block, int OutputIndex, int PartIndex, ReadOnlyMemory<byte> Item);
