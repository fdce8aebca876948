using Luthien.TestKit;
using LuthienProxy.Activity.Subscribers;

namespace LuthienProxy.Activity.Tests.Subscribers;

[Trait("Spec", "002-26")]
public sealed class LocalConnectionsSpec
{
    readonly ManualTime _time = new();

    [Fact]
    public void One_identity_must_not_have_more_streams_than_it_may()
    {
        var connections = Of(most: 10, ofOne: 2);
        connections.Enter("a").ShouldBeNull();
        connections.Enter("a").ShouldBeNull();
        connections.Enter("a").ShouldNotBeNull().Limit.ShouldBe("max-connections-per-identity");
        connections.Enter("b").ShouldBeNull();
        connections.Leave("a");
        connections.Enter("a").ShouldBeNull();
    }

    [Fact]
    public void All_together_must_not_have_more_streams_than_they_may()
    {
        var connections = Of(most: 2, ofOne: 2);
        connections.Enter("a").ShouldBeNull();
        connections.Enter("b").ShouldBeNull();
        var refused = connections.Enter("c").ShouldNotBeNull();
        refused.Limit.ShouldBe("max-connections");
        refused.RetryAfter.ShouldBeGreaterThan(TimeSpan.Zero);
    }

    [Fact]
    public void Who_connects_too_often_must_wait_until_the_minute_is_over()
    {
        var connections = Of(most: 10, ofOne: 10, perMinute: 3);
        for (var i = 0; i < 3; i++)
        {
            connections.Enter("a").ShouldBeNull();
            connections.Leave("a");
        }
        _time.Advance(TimeSpan.FromSeconds(20));
        var refused = connections.Enter("a").ShouldNotBeNull();
        refused.Limit.ShouldBe("max-connects-per-minute");
        refused.RetryAfter.ShouldBe(TimeSpan.FromSeconds(40));
        connections.Enter("b").ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(40));
        connections.Enter("a").ShouldBeNull();
    }

    [Fact]
    public void Who_is_refused_must_take_no_place()
    {
        var connections = Of(most: 1, ofOne: 1);
        connections.Enter("a").ShouldBeNull();
        for (var i = 0; i < 100; i++)
            connections.Enter("b");
        connections.Open.ShouldBe(1);
    }

    [Fact]
    public void Identities_that_are_gone_must_be_forgotten()
    {
        var connections = Of(most: 10, ofOne: 10);
        for (var i = 0; i < 10_000; i++)
        {
            connections.Enter($"identity {i}");
            connections.Leave($"identity {i}");
            _time.Advance(TimeSpan.FromSeconds(1));
        }
        connections.Known.ShouldBeLessThan(512);
    }

    LocalConnections Of(int most, int ofOne, int perMinute = 1000) => new(new(most, ofOne, perMinute), _time);
}
