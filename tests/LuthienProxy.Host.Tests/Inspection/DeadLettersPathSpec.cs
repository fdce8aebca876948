using System.Net;
using System.Text.Json;
using Luthien.Actors;
using LuthienProxy.Host.Inspection;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Inspection;

/// <summary><c>/api/system/dead-letters</c>: messages between actors that reached nobody.</summary>
public sealed class DeadLettersPathSpec : GatewaySpec
{
    const string Path = "/api/system/dead-letters";

    [Fact]
    public async Task They_must_be_counted_by_recipient_message_and_reason_and_the_latest_be_told()
    {
        var gateway = await StartAsync("luthien.journal.node = me", AdminAsking.Variable);
        var system = gateway.App.Services.GetRequiredService<ActorSystem>();
        var gone = system.ActorOf(Props.Create(() => new Idler()), "gone");
        await gone.GracefulStop(TimeSpan.FromSeconds(30));

        gone.Tell("one");
        gone.Tell("two");
        system.DeadLetterOffice.Tell(3);

        var told = await gateway.UntilAsync(Path, letters => letters.GetProperty("latest").GetArrayLength() == 3);
        told.GetProperty("node").GetString().ShouldBe("me");
        told.GetProperty("summary").EnumerateArray().Select(Words).ShouldBe(["/user/gone String terminated 2", "/deadLetters Int32 no_recipient 1"]);
        told.GetProperty("latest").EnumerateArray().Select(letter => letter.GetProperty("message").GetString()).ShouldBe(["String", "String", "Int32"]);
        var second = told.GetProperty("latest")[1].GetProperty("number").GetInt64();
        (await gateway.ReadAsync($"{Path}?after={second}")).GetProperty("latest").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Clearing_must_forget_them_and_numbers_go_on()
    {
        var gateway = await StartAsync("", AdminAsking.Variable);
        var system = gateway.App.Services.GetRequiredService<ActorSystem>();
        system.DeadLetterOffice.Tell("before");
        var before = await gateway.UntilAsync(Path, letters => letters.GetProperty("latest").GetArrayLength() == 1);

        using var cleared = await gateway.AdminAsync(Path + "/clear", HttpMethod.Post);
        (cleared.StatusCode, await cleared.Content.ReadAsStringAsync()).ShouldBe((HttpStatusCode.OK, """{"count":1}"""));

        (await gateway.ReadAsync(Path)).GetProperty("summary").GetArrayLength().ShouldBe(0);
        system.DeadLetterOffice.Tell("after");
        var after = await gateway.UntilAsync(Path, letters => letters.GetProperty("latest").GetArrayLength() == 1);
        Number(after).ShouldBe(Number(before) + 1);
    }

    [Fact]
    public async Task What_is_kept_must_be_bounded_and_calls_be_one_recipient()
    {
        await using var system = ActorSystem.Create("bounded");
        var book = new DeadLetterBook(system, TimeProvider.System);
        var office = system.DeadLetterOffice;
        foreach (var at in Enumerable.Range(0, 2 * DeadLetterBook.MostKinds))
            book.Add(at, office, $"reason {at}");

        book.Latest(after: 0).Count.ShouldBe(DeadLetterBook.MostLatest);
        var summary = book.Summary();
        summary.Count.ShouldBe(DeadLetterBook.MostKinds + 1);
        (summary[0].Recipient, summary.Sum(count => count.Count)).ShouldBe(("*", 2 * DeadLetterBook.MostKinds));
    }

    static string Words(JsonElement count) => string.Join(' ', "recipient,message,reason,count".Split(',').Select(name => count.GetProperty(name).ToString()));

    static long Number(JsonElement letters) => letters.GetProperty("latest")[0].GetProperty("number").GetInt64();

    sealed class Idler : ActorBase
    {
        protected override ValueTask OnReceive(object message) => default;
    }
}
