using System.Net;
using LuthienProxy.Pipeline.Recording;
using LuthienProxy.Protocol.Journal;
using LuthienProxy.Storage.Writers;
using Microsoft.Extensions.DependencyInjection;

namespace LuthienProxy.Host.Tests.Journal;

/// <summary>The gateway keeps its record at the age that the settings name.</summary>
[Trait("Spec", "X-09")]
public sealed class GatewayRetentionSpec : GatewaySpec
{
    const string OneDay = "luthien.journal.retention { days = 1, interval = 50ms, pause = 0s }";

    [Fact]
    public async Task What_is_older_than_the_settings_say_must_go_and_what_is_younger_stay()
    {
        var gateway = await StartAsync(OneDay, AdminAsking.Variable);
        var (old, young) = (await WriteAsync(gateway, TimeSpan.FromHours(25)), await WriteAsync(gateway, TimeSpan.FromHours(23)));
        await gateway.GoneAsync(old);
        (await gateway.ReadAsync($"/debug/calls/{young}")).GetProperty("call").GetProperty("transaction_id").GetString().ShouldBe(young);
    }

    [Fact]
    public async Task A_database_that_is_away_must_not_keep_the_gateway_from_starting()
    {
        var gateway = await StartAsync(OneDay, AdminAsking.Variable, ("DATABASE_URL", "postgres://nobody@127.0.0.1:1/none"));
        (await gateway.Client.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>Puts a call of that age on record.</summary>
    static async Task<string> WriteAsync(TestGateway gateway, TimeSpan age)
    {
        var at = TimeProvider.System.GetUtcNow() - age;
        var id = new TransactionId(Guid.CreateVersion7(at));
        var opened = new Opened { Node = "node", Format = "anthropic-messages", Model = "m", Method = "POST", Path = "/v1/messages" };
        var report = await gateway.App.Services.GetRequiredService<MigratingStore>().WriteAsync(
            [new JournalBatch(id, [new JournalEntry(id, 1, at, opened), new JournalEntry(id, 2, at, new RequestReceived([], new Payload.Whole("{}"u8.ToArray())))])], CancellationToken.None);
        report.Refused.Length.ShouldBe(0);
        return id.ToString();
    }
}
