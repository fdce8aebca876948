using System.Net;
using Luthien.TestKit;
using LuthienProxy.Host.Settings;
using LuthienProxy.Host.SignIn;

namespace LuthienProxy.Host.Tests.SignIn;

/// <summary>Keys cannot be tried at will, and whoever tries cannot fill the memory or pass for somebody else.</summary>
[Trait("Spec", "000-03b")]
public sealed class KeyTriesSpec
{
    static readonly IPAddress Somebody = IPAddress.Parse("192.0.2.1");

    readonly ManualTime _time = new();

    [Fact]
    public async Task After_ten_wrong_keys_none_must_be_looked_at_until_the_wait_that_was_told_is_over()
    {
        await using var api = await JournalApi.StartAsync(_time);
        foreach (var number in Enumerable.Range(0, 10))
            await (await api.Client.SendAsync(SignedIn.Tries(api.Address, "wrong", ("X-Forwarded-For", $"10.0.0.{number}")))).ProblemAsync(HttpStatusCode.Unauthorized, "wrong-key");
        _time.Advance(TimeSpan.FromSeconds(20));
        using var refused = await api.Client.SendAsync(SignedIn.Tries(api.Address, headers: ("X-Forwarded-For", "10.0.0.99")));
        await refused.ProblemAsync(HttpStatusCode.TooManyRequests, "too-many-tries");
        refused.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(40));
        _time.Advance(TimeSpan.FromSeconds(40));
        (await api.Client.SendAsync(SignedIn.Tries(api.Address))).StatusCode.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task The_right_key_must_make_the_wrong_ones_before_it_forgotten()
    {
        await using var api = await JournalApi.StartAsync(_time);
        foreach (var key in Enumerable.Repeat("wrong", 9).Append(AdminAsking.Key).Concat(Enumerable.Repeat("wrong", 10)))
            (await api.Client.SendAsync(SignedIn.Tries(api.Address, key))).StatusCode.ShouldBe(key == AdminAsking.Key ? HttpStatusCode.NoContent : HttpStatusCode.Unauthorized);
        (await api.Client.SendAsync(SignedIn.Tries(api.Address))).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Many_tries_at_once_must_not_be_more_than_the_limit()
    {
        await using var api = await JournalApi.StartAsync(_time);
        var statuses = await Task.WhenAll(Enumerable.Range(0, 60).Select(async _ => (await api.Client.SendAsync(SignedIn.Tries(api.Address, "wrong"))).StatusCode));
        statuses.Count(status => status == HttpStatusCode.Unauthorized).ShouldBe(10);
    }

    [Fact]
    public async Task Who_holds_the_key_must_get_on_without_the_sign_in_meanwhile()
    {
        await using var api = await JournalApi.StartAsync(_time);
        var browser = await SignedIn.AtAsync(api.Client, api.Address);
        foreach (var _ in Enumerable.Range(0, 11))
            await api.Client.SendAsync(SignedIn.Tries(api.Address, "wrong"));
        (await api.AskAsync("/debug/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await api.Client.SendAsync(browser.Request(api.Address, "/debug/nothing"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    public void An_address_must_not_be_had_twice_by_writing_it_otherwise(string first, string second, bool areOne)
    {
        var tries = Tries(most: 1, addresses: 10);
        tries.Take(IPAddress.Parse(first)).ShouldBeNull();
        (tries.Take(IPAddress.Parse(second)) is not null).ShouldBe(areOne);
    }

    [Fact]
    public void Only_so_many_addresses_must_be_kept_and_those_whose_wait_is_over_go_first()
    {
        var tries = Tries(most: 1, addresses: 3);
        tries.Take(Somebody).ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(59));
        tries.Take(Other(1)).ShouldBeNull();
        tries.Take(Other(2)).ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(1));
        tries.Take(Other(3)).ShouldBeNull();
        tries.Take(Other(1)).ShouldBe(TimeSpan.FromSeconds(59));
        tries.Take(Other(4)).ShouldBeNull();
        _time.Advance(TimeSpan.FromSeconds(1));
        tries.Take(Other(3)).ShouldBe(TimeSpan.FromSeconds(59));
    }

    KeyTries Tries(int most, int addresses) => new(new SignInSettings { Tries = most, MaxAddresses = addresses }, _time);

    static IPAddress Other(byte number) => new([198, 51, 100, number]);
}
