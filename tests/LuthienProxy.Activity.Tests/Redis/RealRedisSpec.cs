using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using LuthienProxy.Activity.Subscribers;
using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.Activity.Tests.Redis;

/// <summary>Nodes that meet in a real Redis, which is killed, paused, locked and encrypted.</summary>
public sealed class RealRedisSpec
{
    static readonly ActivityFilter Opened = new() { Types = new HashSet<string> { "transaction.opened" } };

    [Fact]
    [Trait("Spec", "002-33")]
    public async Task Every_node_must_show_what_happens_at_every_node()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await RealNode.StartAsync("one", redis.Url());
        await using var two = await RealNode.StartAsync("two", redis.Url());
        await using var atOne = await Watcher.JoinAsync(one.Activity, Opened);
        await using var atTwo = await Watcher.JoinAsync(two.Activity, Opened);
        one.Activity.Publish(Some.Opened(1));
        two.Activity.Publish(Some.Opened(2));
        string[] all = [Some.Id(1).ToString(), Some.Id(2).ToString()];
        (await atOne.EventsAsync(2)).Select(Transaction).ShouldBe(all, ignoreOrder: true);
        (await atTwo.EventsAsync(2)).Select(Transaction).ShouldBe(all, ignoreOrder: true);
    }

    [Fact]
    [Trait("Spec", "002-33")]
    [Trait("Spec", "000-27b")]
    public async Task Ten_restarts_under_load_must_lose_nothing_here_show_nothing_twice_and_mark_what_did_not_come()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await RealNode.StartAsync("one", redis.Url());
        await using var two = await RealNode.StartAsync("two", redis.Url());
        await using var watcher = await Watcher.JoinAsync(two.Activity, Opened);
        await using var load = new Load(one, two);
        for (var i = 0; i < 10; i++)
        {
            await load.FurtherAsync();
            await redis.KillAsync();
            await one.DownAsync();
            await two.DownAsync();
            // What happens meanwhile is the node's own only.
            await load.FurtherAsync();
            await redis.StartAgainAsync();
            var since = TimeProvider.System.GetTimestamp();
            await one.UpAsync();
            await two.UpAsync();
            TimeProvider.System.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(5));
        }
        await load.StopAsync();
        one.Activity.Publish(Some.Opened(Some.Call(model: "last")));
        var events = await watcher.EventsUntilAsync(block => block.Json["model"]?.GetValue<string>() == "last");
        var shown = events.Where(block => block.Event != "gap").ToList();
        shown.Select(block => block.Name).Distinct().Count().ShouldBe(shown.Count);
        // Own events are all there; of the other's, those that are not are counted.
        shown.Count(block => NodeOf(block) == "two").ShouldBe(load.Published(two));
        var missed = events.Where(block => block.Event == "gap").ToList();
        missed.ShouldAllBe(gap => NodeOf(gap) == "one" && gap.Json["reason"]!.GetValue<string>() == "redis");
        var numbers = shown.Where(block => NodeOf(block) == "one").Select(block => block.Json["number"]!.GetValue<long>()).ToList();
        numbers.ShouldBe(numbers.Order());
        numbers.Count.ShouldBeGreaterThanOrEqualTo(load.Published(one) + 1 - (int)missed.Sum(gap => gap.Json["missed"]!.GetValue<long>()));
    }

    [Fact]
    [Trait("Spec", "002-44")]
    public async Task A_Redis_that_comes_later_must_be_found()
    {
        await using var redis = await RedisServer.PrepareAsync();
        await using var one = RealNode.Start("one", redis.Url());
        await using var watcher = await Watcher.JoinAsync(one.Activity, Opened);
        one.Activity.Publish(Some.Opened(1));
        (await watcher.EventAsync()).Event.ShouldBe("transaction.opened");
        one.Activity.Redis!.IsUp.ShouldBeFalse();
        await redis.StartAgainAsync();
        await one.UpAsync();
    }

    [Fact]
    [Trait("Spec", "002-44")]
    public async Task A_Redis_that_hangs_must_be_left_and_found_again()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await RealNode.StartAsync("one", redis.Url());
        await using var watcher = await Watcher.JoinAsync(one.Activity, Opened);
        redis.Pause();
        one.Activity.Publish(Some.Opened(1));
        (await watcher.EventAsync()).Event.ShouldBe("transaction.opened");
        await one.DownAsync();
        redis.Resume();
        await one.UpAsync();
    }

    [Theory]
    [InlineData("wrong")]
    [InlineData("")]
    [Trait("Spec", "002-44")]
    public async Task A_wrong_password_must_be_told_without_it_and_keep_nobody_from_watching(string password)
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Password = "right-and-secret" });
        await using var one = RealNode.Start("one", redis.Url(password));
        await using var watcher = await Watcher.JoinAsync(one.Activity, Opened);
        one.Activity.Publish(Some.Opened(1));
        (await watcher.EventAsync()).Event.ShouldBe("transaction.opened");
        await one.DownAsync();
        one.Activity.Redis!.IsUp.ShouldBeFalse();
        one.Log.ShouldAllBe(line => !line.Contains("wrong", StringComparison.Ordinal) && !line.Contains("secret", StringComparison.Ordinal) && !line.Contains($"{redis.Port}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_right_password_must_open()
    {
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Password = "p@ss:w/rd" });
        await using var one = await RealNode.StartAsync("one", redis.Url(Uri.EscapeDataString("p@ss:w/rd")));
        one.Activity.Redis!.IsUp.ShouldBeTrue();
    }

    [Fact]
    public async Task TLS_must_be_spoken_with_a_server_that_is_trusted_and_with_no_other()
    {
        using var certificate = CertificateOf("localhost");
        await using var redis = await RedisServer.StartAsync(new RedisServerOptions { Certificate = certificate, Password = "secret" });
        await using var trusting = await RealNode.StartAsync("one", redis.Url(), (_, presented, _, _) => presented?.GetCertHashString() == certificate.GetCertHashString());
        await using var other = RealNode.Start("two", redis.Url());
        await other.DownAsync();
        trusting.Activity.Redis!.IsUp.ShouldBeTrue();
        other.Activity.Redis!.IsUp.ShouldBeFalse();
    }

    [Fact]
    [Trait("Spec", "002-26")]
    public async Task The_limits_must_be_those_of_all_nodes_together_while_Redis_is_there()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await RealNode.StartAsync("one", redis.Url());
        await using var two = await RealNode.StartAsync("two", redis.Url());
        await using var first = await Watcher.JoinAsync(one.Activity, Opened);
        await using var second = await Watcher.JoinAsync(two.Activity, Opened);
        (await two.Activity.SubscribeAsync(new() { Identity = "somebody" })).ShouldBeOfType<Admission.Refused>().Limit.ShouldBe("max-connections-per-identity");
        await using var third = await Watcher.JoinAsync(two.Activity, Opened, identity: "somebody else");
        (await one.Activity.SubscribeAsync(new() { Identity = "a third" })).ShouldBeOfType<Admission.Refused>().Limit.ShouldBe("max-connections");
        await first.LeaveAsync();
        await using var again = await Watcher.JoinAsync(two.Activity, Opened);
        await redis.KillAsync();
        await one.DownAsync();
        // Nobody can count together now: each node counts its own.
        await using var alone = await Watcher.JoinAsync(one.Activity, Opened);
    }

    [Fact]
    [Trait("Spec", "002-26")]
    public async Task Connecting_too_often_must_count_at_all_nodes()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var one = await RealNode.StartAsync("one", redis.Url());
        await using var two = await RealNode.StartAsync("two", redis.Url());
        for (var i = 0; i < 6; i++)
            await (await Watcher.JoinAsync(i % 2 == 0 ? one.Activity : two.Activity, Opened)).DisposeAsync();
        (await two.Activity.SubscribeAsync(new() { Identity = "somebody" })).ShouldBeOfType<Admission.Refused>().Limit.ShouldBe("max-connects-per-minute");
    }

    static string Transaction(Block block) => block.Json["transaction_id"]!.GetValue<string>();

    static string NodeOf(Block block) => block.Json["node"]!.GetValue<string>();

    static X509Certificate2 CertificateOf(string host)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
