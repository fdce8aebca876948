using System.Collections.Concurrent;
using LuthienProxy.LoadTest.Http;
using LuthienProxy.LoadTest.Measuring;
using LuthienProxy.LoadTest.Plans;

namespace LuthienProxy.LoadTest.Generating;

/// <summary>All clients of a run: so many as are wanted at the moment. Thread-safe.</summary>
sealed class Fleet(LoadPlan plan, Target target, Figures figures, TimeProvider time)
{
    const int Phases = 1000;

    readonly CallRequest _requests = new(plan, target);
    readonly ConcurrentDictionary<Client, Task> _clients = [];
    int _present;
    int _wanted;
    int _calls;
    int _came;

    /// <summary>Clients that are there.</summary>
    public int Present => Volatile.Read(ref _present);

    /// <summary>Calls begun.</summary>
    public int Calls => Math.Min(Volatile.Read(ref _calls), plan.MaxCalls);

    /// <summary>Whether all calls that the run may make have been begun.</summary>
    public bool IsSpent => Volatile.Read(ref _calls) >= plan.MaxCalls;

    /// <summary>Says how many clients are to be there. Those that are missing come at once; those that are too many go when their call is over.</summary>
    public void Want(int clients)
    {
        Volatile.Write(ref _wanted, clients);
        while (Present < clients && !IsSpent)
        {
            Interlocked.Increment(ref _present);
            var client = new Client(plan, target, _requests, figures, time);
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _clients[client] = gone.Task;
            _ = RunAsync(client, plan.Spread * new Chance(plan.Seed, Interlocked.Increment(ref _came)).Next(Phases) / Phases, gone);
        }
    }

    /// <summary>Ends calls on which nothing came for too long.</summary>
    public void EndSilent()
    {
        foreach (var (client, _) in _clients)
            client.EndIfSilent();
    }

    /// <summary>Waits until all are gone, but not longer than the grace; then ends what is left.</summary>
    public async Task EndAsync(CancellationToken hurry)
    {
        Want(0);
        using var grace = CancellationTokenSource.CreateLinkedTokenSource(hurry);
        using var timer = time.CreateTimer(_ => grace.Cancel(), null, plan.Grace, Timeout.InfiniteTimeSpan);
        try
        {
            await Task.WhenAll(_clients.Values).WaitAsync(grace.Token);
        }
        catch (OperationCanceledException)
        {
            foreach (var (client, _) in _clients)
                client.EndAnyway();
            await Task.WhenAll(_clients.Values);
        }
    }

    async Task RunAsync(Client client, TimeSpan wait, TaskCompletionSource gone)
    {
        // The next client must not wait until this one's connection is up.
        await Task.Yield();
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time);
        var run = client.RunAsync(Next);
        await run.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        // A client that failed stays: the run is to end with what it failed with.
        if (run.IsCompletedSuccessfully)
            _clients.TryRemove(client, out _);
        gone.SetFromTask(run);
    }

    // The client that asks goes when there are too many, or no calls left.
    int? Next()
    {
        for (var present = Present; present > Volatile.Read(ref _wanted); present = Present)
        {
            if (Interlocked.CompareExchange(ref _present, present - 1, present) == present)
                return null;
        }
        var number = Interlocked.Increment(ref _calls);
        if (number <= plan.MaxCalls)
            return number;
        Interlocked.Decrement(ref _present);
        return null;
    }
}
