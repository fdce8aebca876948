using System.Net;
using LuthienProxy.Benchmarks.Compare.Load;
using LuthienProxy.Benchmarks.Compare.Measuring;
using LuthienProxy.Benchmarks.Compare.Servers;

namespace LuthienProxy.Benchmarks.Compare.Policies;

/// <summary>One gateway for each set of policies, all in front of one upstream.</summary>
sealed class PolicyServers : IAsyncDisposable
{
    // At this pace each delta comes alone.
    const int AloneMs = 3;

    readonly List<One> _all = [];

    public static async Task<PolicyServers> StartAsync(IPEndPoint upstream)
    {
        var servers = new PolicyServers();
        try
        {
            foreach (var contender in PolicyContender.All)
            {
                var server = await contender.Product().Start(upstream);
                servers._all.Add(new(contender, server, new ReferenceAnswers(server.Address, AloneMs)));
            }
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does something with each, one after the other.</summary>
    public async Task EachAsync(Func<One, Task> step)
    {
        foreach (var one in _all)
            await step(one);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var one in _all)
            await one.Server.DisposeAsync();
    }

    /// <summary>A gateway, its policies, and what it answers.</summary>
    public sealed record One(PolicyContender Contender, ServerProcess Server, ReferenceAnswers Answers)
    {
        public string Name => Contender.Name;

        /// <summary>What every answer to the request must be: the first one, which must show whether the policies did their work.</summary>
        public async Task<ExpectedAnswer> AnswerAsync(LoadRequest request)
        {
            var answer = await Answers.GetAsync(request);
            return answer.Says(PolicyContender.PutIn) == Contender.Rewrites
                ? answer
                : throw new InvalidOperationException($"{Name}: the answer {(Contender.Rewrites ? "was not rewritten" : "was rewritten")}.");
        }
    }
}
