import {
  AlignJustify,
  Box,
  Boxes,
  CalendarClock,
  Cloud,
  CloudCog,
  Columns3,
  Database,
  History,
  Inbox,
  Layers,
  type LucideIcon,
  MailX,
  Network,
  Rabbit,
  Radio,
  RotateCcw,
  Rows3,
  ScanEye,
  Split,
  Users,
  Waves,
  Waypoints,
  Zap,
} from "lucide-react";

/** One picture for each kind of node; tested against the contract, so that none is missing. */
export const kindIcons: Record<string, LucideIcon> = {
  clients: Users,
  schedule: CalendarClock,
  trace: History,
  api_gateway: Waypoints,
  service: Box,
  saga: RotateCcw,
  external_system: Cloud,
  kafka: Columns3,
  kafka_topic: Rows3,
  rabbitmq: Rabbit,
  rabbitmq_exchange: Split,
  rabbitmq_queue: AlignJustify,
  sqs: CloudCog,
  sqs_queue: Inbox,
  sns_topic: Radio,
  redis: Layers,
  redis_stream: Network,
  nats: Zap,
  nats_stream: Waves,
  database: Database,
  event_store: Boxes,
  projection: ScanEye,
  dead_letter_queue: MailX,
};

export function KindIcon({ kind, className = "size-4" }: { kind: string; className?: string }) {
  const Icon = kindIcons[kind] ?? Box;
  return <Icon aria-hidden className={className} strokeWidth={1.75} />;
}
