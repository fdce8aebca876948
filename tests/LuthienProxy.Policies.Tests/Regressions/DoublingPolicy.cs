using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Policies.Tests.Regressions;

/// <summary>Broken on purpose, as a policy once was: it handles a piece of text both as the chunk that came and as the text that it read from it, and sends both.</summary>
sealed class DoublingPolicy : Policy
{
    public override ValueTask OnEventAsync(ResponseEvent next, PolicyOutput output, PolicyContext context)
    {
        output.Forward(next);
        if (next is BlockDelta { Kind: DeltaKind.Text } delta)
            output.Forward(delta with { Text = delta.Text.ToUpperInvariant().ToLowerInvariant() });
        return default;
    }
}
