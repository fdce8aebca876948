using System.Net.Sockets;
using System.Text;
using LuthienProxy.Fixtures.Databases;

namespace LuthienProxy.EndToEnd.Tests.Activity;

/// <summary>Asks a Redis itself, over a connection of its own.</summary>
static class RedisTalk
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Its answer to one command, as it stands on the wire.</summary>
    public static async Task<string> AskAsync(this RedisServer redis, string command)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync("127.0.0.1", redis.Port);
        await using var stream = connection.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"{command}\r\nQUIT\r\n"));
        using var answer = new StreamReader(stream, Encoding.UTF8);
        return await answer.ReadToEndAsync();
    }

    /// <summary>Waits until so many streams are counted for all nodes together.</summary>
    public static async Task StreamsAsync(this RedisServer redis, int count)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (!(await redis.AskAsync("ZCARD {luthien:activity}:streams")).StartsWith($":{count}\r", StringComparison.Ordinal))
            await pause.WaitForNextTickAsync(patience.Token);
    }
}
