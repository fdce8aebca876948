using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>A policy that holds an answer at the delta that says a word, until a test releases it.</summary>
public sealed class Holding
{
    readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Holding(string word, bool mayRewrite = true) => Policy = new ScriptedPolicy(mayRewrite: mayRewrite)
    {
        Answered = async (next, output, _) =>
        {
            if (next is BlockDelta delta && delta.Text.Contains(word, StringComparison.Ordinal))
            {
                Policy!.Reach();
                await _released.Task;
            }
            output.Forward(next);
        },
    };

    public ScriptedPolicy Policy { get; }

    public Task Reached => Policy.Reached;

    public void Release() => _released.TrySetResult();
}
