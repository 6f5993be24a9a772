import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Check, Copy, Link2, Trash2 } from "lucide-react";
import { useState } from "react";
import { createShareLink, type NewShareLink, revokeShareLink, type ShareLink, shareLinks } from "@/api";
import { ago, Button, cx, Dialog, dateTime, GroupTitle, IconButton, Select, toast } from "@/ui";
import { box } from "@/ui/field";

const spans = [
  { value: "1", label: "1 day" },
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "never", label: "no end" },
] as const;

type Span = (typeof spans)[number]["value"];

export function ShareDialog({ diagramId, open, onClose }: { diagramId: string; open: boolean; onClose: () => void }) {
  const client = useQueryClient();
  const key = ["share-links", diagramId];
  const links = useQuery({ queryKey: key, queryFn: () => shareLinks(diagramId), enabled: open });
  const refresh = () => client.invalidateQueries({ queryKey: key });
  const [span, setSpan] = useState<Span>("30");
  const [made, setMade] = useState<NewShareLink | null>(null);
  const failed = (error: Error) => toast(error.message, "down");
  const create = useMutation({
    mutationFn: () => createShareLink(diagramId, span === "never" ? undefined : Number(span)),
    onSuccess: (link) => {
      setMade(link);
      void refresh();
    },
    onError: failed,
  });
  const revoke = useMutation({
    mutationFn: revokeShareLink,
    onSuccess: (_, id) => {
      if (made?.id === id) setMade(null);
      void refresh();
    },
    onError: failed,
  });
  const live = (links.data ?? []).filter((link) => !link.revoked && !isOver(link));
  return (
    <Dialog
      open={open}
      onClose={() => {
        setMade(null);
        onClose();
      }}
      title="Share"
      description="Whoever has the link sees the diagram and its run, and can change neither."
    >
      <div className="flex flex-col gap-4 pb-4">
        {made ? (
          <NewLink link={made} />
        ) : (
          <div className="flex items-end gap-2">
            <div className="flex flex-1 flex-col gap-1">
              <span className="text-mute">Valid for</span>
              <Select label="Valid for" value={span} options={[...spans]} onChange={setSpan} className="h-8" />
            </div>
            <Button look="primary" disabled={create.isPending} onClick={() => create.mutate()}>
              <Link2 className="size-3.5" /> Create link
            </Button>
          </div>
        )}
        {live.length > 0 && (
          <section aria-label="Links" className="flex flex-col">
            <GroupTitle className="mb-1">Links in use</GroupTitle>
            {live.map((link) => (
              <div
                key={link.id}
                className="flex items-center gap-2 border-line border-t py-1.5 first-of-type:border-t-0"
              >
                <Link2 aria-hidden className="size-3.5 text-faint" />
                <span className="flex-1">
                  made {ago(link.createdAt)}
                  <span className="text-mute">
                    {" "}
                    · {link.expiresAt ? `until ${dateTime(link.expiresAt)}` : "no end"}
                  </span>
                </span>
                <Button small look="danger" disabled={revoke.isPending} onClick={() => revoke.mutate(link.id)}>
                  <Trash2 className="size-3.5" /> Revoke
                </Button>
              </div>
            ))}
          </section>
        )}
      </div>
    </Dialog>
  );
}

const isOver = ({ expiresAt }: ShareLink): boolean => expiresAt !== null && new Date(expiresAt).getTime() < Date.now();

/** The server says a path or a whole address; the link is always one that opens from outside. */
const address = ({ url, token }: NewShareLink): string =>
  new URL(url || `/s/${token}`, window.location.origin).toString();

function NewLink({ link }: { link: NewShareLink }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(address(link));
      setCopied(true);
      window.setTimeout(() => setCopied(false), 2000);
    } catch {
      toast("The browser does not let this page copy: select the link and copy it yourself.", "down");
    }
  };
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex gap-2">
        <input
          readOnly
          aria-label="Share link"
          value={address(link)}
          onFocus={(event) => event.target.select()}
          className={box(false, cx("h-8 flex-1 text-sm"))}
        />
        <IconButton label={copied ? "Copied" : "Copy link"} look="plain" onClick={copy}>
          {copied ? <Check className="text-ok" /> : <Copy />}
        </IconButton>
      </div>
      <p className="text-mute text-sm">Copy it now: only its fingerprint is kept, and it is not shown again.</p>
    </div>
  );
}
