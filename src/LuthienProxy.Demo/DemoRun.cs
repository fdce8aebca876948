using LuthienProxy.Demo.Gateways;
using LuthienProxy.Demo.Models;
using LuthienProxy.Demo.Shops;
using LuthienProxy.Simulator;

namespace LuthienProxy.Demo;

/// <summary>
/// The demo: 1. a scripted model, 2. a real gateway before it, 3. an agent that works through it without a policy, 4. the policy is activated while the gateway runs, 5. the same work again,
/// 6. what happened is held against what was promised.
/// </summary>
sealed class DemoRun(DemoOptions options, string folder, TextWriter output)
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    string GatewayFolder => Path.Combine(folder, "gateway");

    string KeyFile => Path.Combine(GatewayFolder, "admin-key");

    /// <summary>Tells both stories; whether all was as promised.</summary>
    /// <param name="stop">Ends the demo early, and the wait at its end.</param>
    /// <exception cref="DemoException">It cannot be shown.</exception>
    public async Task<bool> RunAsync(CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        await using var provider = await SimulatorServer.StartAsync(new SimulatedProvider(ScriptedModel.Answer), cancellation: patience.Token);
        Directory.CreateDirectory(GatewayFolder);
        await using var gateway = await GatewayProcess.StartAsync(options.Gateway, GatewayFolder, provider.Address, patience.Token);
        using var http = new HttpClient { BaseAddress = gateway.Address, DefaultRequestHeaders = { { "x-api-key", "no-key-is-needed" }, { "anthropic-version", "2023-06-01" } } };
        using var admin = new AdminApi(gateway.Address, (await File.ReadAllTextAsync(KeyFile, patience.Token)).Trim());

        output.WriteLine($"An agent works on a real SQLite file with {Shop.Customers} customers, through the gateway, twice.");
        output.WriteLine("\n1. Without a policy");
        var without = await Story.RunAsync(http, Path.Combine(folder, "without"), new Transcript(output), patience.Token);
        await admin.EnableAsync("demo", options.Policy, patience.Token);
        output.WriteLine($"\n2. With {options.Policy}, activated through the admin API while the gateway runs");
        var with = await Story.RunAsync(http, Path.Combine(folder, "with"), new Transcript(output), patience.Token);

        await admin.RecordedAsync(with.Answers.Select(answer => answer.TransactionId), patience.Token);
        var blocked = await admin.LastIntervenedAsync(patience.Token);
        var record = blocked is null ? null : await admin.DifferenceAsync(blocked, patience.Token);
        Conclude(without, with);
        var broken = Promise.Broken(without, with, record).ToList();
        foreach (var problem in broken)
            output.WriteLine($"  Not as promised: {problem}");
        if (blocked is not null)
            ShowWhere(blocked, options.Stay ? gateway.Address : null);
        if (options.Stay)
            await Task.WhenAny(Task.Run(Console.ReadLine, CancellationToken.None), Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stop));
        return broken.Count == 0;
    }

    void Conclude(Story without, Story with)
    {
        output.WriteLine();
        output.WriteLine($"  {"",-22}{"without a policy",-20}with {options.Policy}");
        output.WriteLine($"  {"the table customers",-22}{Told(without.Customers),-20}{Told(with.Customers)}");
        output.WriteLine($"  {Plan.ExportFile,-22}{Told(without.Exported),-20}{Told(with.Exported)}");
    }

    void ShowWhere(string blocked, Uri? gateway)
    {
        output.WriteLine("\nWhat the model said and what the agent got is on record. See the difference:\n");
        if (gateway is null)
            output.WriteLine($"  DATABASE_URL='sqlite:{Path.Combine(GatewayFolder, "luthien.db")}' ./build.sh run '--luthien:data-directory={GatewayFolder}'    # and, beside it:");
        output.WriteLine($"  curl -s -H \"authorization: Bearer $(cat '{KeyFile}')\" {gateway ?? new Uri("http://127.0.0.1:8000")}debug/calls/{blocked}/diff");
        output.WriteLine(gateway is null ? $"\nThe files are in {folder}" : $"\nThe files are in {folder}. Press Enter to end the gateway.");
    }

    static string Told(int? rows) => rows is { } count ? $"{count} rows" : "gone";
}
