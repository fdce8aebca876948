using System.Collections.Concurrent;
using LuthienProxy.Policies;
using LuthienProxy.Policies.Requests;
using LuthienProxy.Protocol.Conversation;
using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Pipeline.Tests.Support;

/// <summary>A policy that changes nothing: it counts how often each run began and ended, and knows weakly what the runs were given.</summary>
public sealed class RunWatch : Policy
{
    readonly ConcurrentDictionary<TransactionId, (int Begins, int Ends)> _runs = [];
    readonly ConcurrentQueue<WeakReference> _seen = [];

    /// <summary>How often each run began and ended.</summary>
    public IReadOnlyCollection<(int Begins, int Ends)> Runs => [.. _runs.Values];

    /// <summary>How many of the things it was shown still live. Collect the garbage first.</summary>
    public int Alive => _seen.Count(seen => seen.IsAlive);

    /// <summary>Remembers something of a call, without keeping it alive.</summary>
    public void Saw(object thing) => _seen.Enqueue(new(thing));

    public override ValueTask<RequestVerdict> OnRequestAsync(ConversationRequest request, PolicyContext context)
    {
        Saw(context);
        _runs.AddOrUpdate(context.TransactionId, (1, 0), static (_, run) => (run.Begins + 1, run.Ends));
        return base.OnRequestAsync(request, context);
    }

    public override ValueTask OnEndedAsync(PolicyContext context)
    {
        _runs.AddOrUpdate(context.TransactionId, (0, 1), static (_, run) => (run.Begins, run.Ends + 1));
        return base.OnEndedAsync(context);
    }
}
