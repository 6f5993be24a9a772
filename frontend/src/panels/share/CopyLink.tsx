import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Check, Link2 } from "lucide-react";
import { useState } from "react";
import { createShareLink } from "@/api";
import { Button, cx, toast } from "@/ui";
import { box } from "@/ui/field";

const DAYS = 30;

/** Copies the address of something of a diagram that opens for others too. Who reads by a share link hands on theirs;
 * the owner makes one, as under Share, since those made before are kept as fingerprints only. */
export function CopyLink({
  diagramId,
  shareToken,
  addressWith,
}: {
  diagramId: string;
  shareToken: string | undefined;
  addressWith: (token: string) => string;
}) {
  const client = useQueryClient();
  const [copied, setCopied] = useState(false);
  const copy = useMutation({
    mutationFn: async (known: string | undefined) => {
      const token = known ?? (await createShareLink(diagramId, DAYS)).token;
      const address = new URL(addressWith(token), window.location.origin).toString();
      // What cannot be copied can still be selected: the address is shown in any case.
      const done = await navigator.clipboard?.writeText(address).then(
        () => true,
        () => false,
      );
      return { token, address, done: done === true };
    },
    onSuccess: ({ done }, known) => {
      setCopied(done);
      if (!done) toast("The browser does not let this page copy: select the link and copy it yourself.", "down");
      if (known === undefined) void client.invalidateQueries({ queryKey: ["share-links", diagramId] });
    },
    onError: (error) => toast(error.message, "down"),
  });
  const made = copy.data;
  return (
    <span className="mr-auto flex min-w-0 items-center gap-2">
      <Button disabled={copy.isPending} onClick={() => copy.mutate(shareToken ?? made?.token)}>
        {copied ? <Check className="size-3.5 text-ok" /> : <Link2 className="size-3.5" />}
        {copied ? "Copied" : "Copy link"}
      </Button>
      {made && (
        <input
          readOnly
          aria-label="Link to the report"
          value={made.address}
          onFocus={(event) => event.target.select()}
          className={box(false, cx("h-8 w-64 text-sm"))}
        />
      )}
      <span className="text-mute text-sm">
        {shareToken !== undefined
          ? "For others: it opens as long as your link does."
          : made
            ? `Opens for ${DAYS} days, the diagram too; revoke it under Share.`
            : "For others: the address of the report alone opens for you only."}
      </span>
    </span>
  );
}
