namespace LuthienProxy.Host.Tests.OpenApi;

/// <summary>What the other specs of routes rely on: a call that is said to run does.</summary>
public sealed class RunningCallSpec(EveryRouteHouse house) : IClassFixture<EveryRouteHouse>
{
    [Fact]
    public async Task A_call_that_runs_until_somebody_ends_it_must_outlive_a_collection_of_what_nobody_holds()
    {
        var id = await house.RunningAsync();
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            (await house.Gateway.ReadAsync($"/api/system/calls/{id}")).GetProperty("call").GetProperty("transaction_id").GetString().ShouldBe(id);
        }
    }
}
