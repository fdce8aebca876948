using System.Text;
using LuthienProxy.Protocol.Conversation;

namespace LuthienProxy.Protocol.Wire;

/// <summary>The ways a request body is refused: always 400, in plain words, never quoting content.</summary>
static class RequestRejection
{
    /// <summary>The body as a whole is at fault.</summary>
    public static RequestRejectedException Because(string message) => new(new(ErrorKind.InvalidRequest, message));

    /// <summary>One field is at fault; <paramref name="fault"/> continues a sentence that begins with the field's name.</summary>
    public static RequestRejectedException Of(string field, string fault) =>
        new(new(ErrorKind.InvalidRequest, $"'{field}' {fault}.") { Param = field });

    /// <summary>Refuses a list that is longer than its limit; <paramref name="setting"/> is the key under <c>luthien.limits</c>.</summary>
    /// <exception cref="RequestRejectedException">It is longer.</exception>
    public static void ThrowIfOver(int count, int limit, ReadOnlySpan<byte> field, string setting)
    {
        if (count > limit)
            throw Of(Encoding.UTF8.GetString(field), $"holds {count:N0} entries; the limit is {limit:N0} (luthien.limits.{setting})");
    }
}
